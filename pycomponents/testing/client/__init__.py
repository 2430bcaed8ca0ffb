"""The browser's half of a page and the server's, in process."""
