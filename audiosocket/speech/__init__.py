"""Recognizers and synthesizers, all behind one OpenAI-compatible protocol."""
