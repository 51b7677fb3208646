"""A visit wired together, and all of them."""
