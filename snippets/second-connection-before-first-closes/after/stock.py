import sqlite3


def connect():
    print("connecting")
    connection = sqlite3.connect("stock.db", timeout=0)
    connection.execute("BEGIN EXCLUSIVE")
    return connection


if "database" in globals():
    globals()["database"].close()
database = connect()
