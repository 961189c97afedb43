"""Personal values: restricted, erased, read with approval, and the copies that hold them."""
