"""What opens when a resident consents."""
