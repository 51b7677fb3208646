"""Language models: one OpenAI-compatible protocol, read with tolerance, asked in a chain."""
