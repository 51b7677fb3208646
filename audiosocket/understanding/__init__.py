"""What a visitor wants and what a resident decided, from Portuguese text, without any network."""
