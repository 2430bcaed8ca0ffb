"""What the stories keep: todos, and the characters that can be searched."""

from __future__ import annotations

import uuid

from django.db import models


class Todo(models.Model):
    """One thing to do, on the list of one visitor."""

    list: models.UUIDField[uuid.UUID, uuid.UUID] = models.UUIDField(db_index=True)
    title: models.TextField[str, str] = models.TextField()
    completed: models.BooleanField[bool, bool] = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title


class Character(models.Model):
    """A character of Unicode. Its number is its place in the list, its name is in lower case."""

    id: models.PositiveSmallIntegerField[int, int] = models.PositiveSmallIntegerField(primary_key=True)
    code: models.PositiveIntegerField[int, int] = models.PositiveIntegerField(unique=True)
    name: models.CharField[str, str] = models.CharField(max_length=100)
    block: models.CharField[str, str] = models.CharField(max_length=30)

    def __str__(self) -> str:
        return chr(self.code)


class Word(models.Model):
    """A word in the name of a character: names are searched by how their words begin, which an index can answer."""

    text: models.CharField[str, str] = models.CharField(max_length=40)
    character: models.ForeignKey[Character, Character] = models.ForeignKey(Character, on_delete=models.CASCADE)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("text", "character"), name="word_of_character"),)

    def __str__(self) -> str:
        return self.text
