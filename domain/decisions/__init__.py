"""From one line of an order to the events it proposes: one file for each subject."""
