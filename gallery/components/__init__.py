"""The components that the stories show, one file for each story."""
