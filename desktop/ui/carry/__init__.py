"""Taking over from other forms, shown line by line before it is done: 带入 in the editor, 结转 in the list."""
