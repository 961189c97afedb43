"""Who may do what: principals with keys, roles and dated authority, as events; what they allow, as pure functions."""
