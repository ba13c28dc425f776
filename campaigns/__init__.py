"""The promises under attack: each campaign can fail, and `docs/campaigns.md` tells what it saw.

python -m campaigns [--short] [NAME ...]
"""
