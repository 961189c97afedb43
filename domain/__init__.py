"""What a cadre's career is: events, commands, aggregates and the rules every register obeys.

Read in this order: `days`, `events`, `commands`, `ledger`, `career`, `cadre`, then one file per subject
(`appointment`, `exchange`, `rotation`, `promotion`, `service`, `registration`, `post`, `unit`).
Nothing here opens a store, reads a clock or prints.
"""
