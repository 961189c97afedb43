"""The engine: one transaction per command, the store, import and export. Start at `lifecycle.engine`."""
