import cpuflags


def compress(data):
    return cpuflags.squeeze(data)
