"""Who calls the resident, and what became of the call."""
