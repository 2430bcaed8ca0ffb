"""What a person does in a document, and what a browser makes of it."""
