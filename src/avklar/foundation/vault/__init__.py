"""The vault: keys, encrypted fields and crypto-shredding. The only room that imports cryptography.

It may touch the keys database and nothing of the domain; other rooms use `fields` and `keys`.
"""
