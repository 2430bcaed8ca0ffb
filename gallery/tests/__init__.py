"""Tests of the gallery's components: what a person does with them, and what they see."""
