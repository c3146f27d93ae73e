division-with = {$name} med {$parts}
division-without = {$name} utan {$parts}
