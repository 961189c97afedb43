"""The log of one store: kept with every write, proved to whoever asks, verified against what others hold of it."""
