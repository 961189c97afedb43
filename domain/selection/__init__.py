"""Open selection, the reserve of cadres, and nominations."""
