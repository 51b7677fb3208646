"""What providers of speech and of language have in common: the HTTP exchange, and the next one in the chain."""
