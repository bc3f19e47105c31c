"""OpenDocument spreadsheets (.ods): columns are added to them, and new ones are written."""
