"""Access control as it is carried out: the gate before every order, the door before every question, the read log."""
