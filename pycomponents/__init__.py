"""Server-driven user interfaces for Django: a person writes Python classes, the browser follows."""
