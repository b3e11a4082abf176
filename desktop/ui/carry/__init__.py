"""Taking over from other forms, shown before it is done: 带入 in the editor, 结转 and 生成 in the list."""
