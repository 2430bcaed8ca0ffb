"""A document as a browser holds it, and what can be asked of it."""
