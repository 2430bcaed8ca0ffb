"""Tests of components that see what a person sees, without a browser."""
