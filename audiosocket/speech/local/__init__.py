"""The local speech engine: its own process, OpenAI's endpoints, models of this machine."""
