"""Components: what a person writes, and what they write it with."""
