from threading import Barrier

both = Barrier(2)
seen = []
