"""The layouts that an export can take, one module each, with the mapping rules to be read there."""
