"""Is an answer what the OpenAPI document says? The part of JSON Schema 2020-12 that it uses: type, properties, required,
items, enum, oneOf, $ref, minItems, maxItems. Further members are allowed: a response may gain members, never lose one."""

TYPES = {"string": str, "object": dict, "array": list, "boolean": bool, "null": type(None)}


def is_type(value, name):
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def faults(value, schema, document, path="$"):
    if "$ref" in schema:
        target = document
        for part in schema["$ref"].lstrip("#/").split("/"):
            target = target[part]
        return faults(value, target, document, path)
    if "oneOf" in schema:
        tries = [faults(value, one, document, path) for one in schema["oneOf"]]
        return [] if any(not t for t in tries) else min(tries, key=len)
    kinds = schema.get("type")
    if kinds:
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if not any(is_type(value, k) for k in kinds):
            return [f"{path}: {str(value)[:60]!r} is no {'/'.join(kinds)}"]
    if "enum" in schema and value is not None and value not in schema["enum"]:
        return [f"{path}: {value!r} is none of {schema['enum']}"]
    out = []
    if isinstance(value, dict):
        out += [f"{path}: {name} is missing" for name in schema.get("required", []) if name not in value]
        for name, one in schema.get("properties", {}).items():
            if name in value:
                out += faults(value[name], one, document, f"{path}.{name}")
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            out.append(f"{path}: {len(value)} items")
        for i, one in enumerate(value):
            out += faults(one, schema.get("items", {}), document, f"{path}[{i}]")
    return out
