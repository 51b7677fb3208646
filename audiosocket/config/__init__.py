"""YAML into frozen settings; every fault at once, with its place."""
