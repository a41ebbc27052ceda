"""Data only: tables, scenarios, help pages and looks, found with importlib.resources."""
