"""Adds columns to a file that somebody made: everything else in it stays byte for byte."""
