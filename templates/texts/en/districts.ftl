division-with = {$name} with {$parts}
division-without = {$name} without {$parts}
