def reload(module):
    module.__loader__.exec_module(module)
    return module
