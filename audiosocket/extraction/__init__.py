"""Language models asked beside the rules: small tasks side by side, checked against what was really said."""
