"""Customers and their parcels."""
