"""A fictional district at the plan's real scale, marked （示例）.

`register` invents what stands there, `visits` plans who goes where, `records` turns each visit into
a record and hands it in, `drawings` makes its photos. `load` lets all of it happen in its order.
"""
