"""What the doorman says and when: the flow of a visit."""
