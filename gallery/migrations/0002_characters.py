"""Fills in the 5,000 characters that the search looks through."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from gallery.characters import characters, words_of


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    character, word = apps.get_model("gallery", "Character"), apps.get_model("gallery", "Word")
    rows = [character(id=number, **named._asdict()) for number, named in enumerate(characters(), 1)]
    character.objects.bulk_create(rows)
    word.objects.bulk_create(word(text=text, character=row) for row in rows for text in words_of(row.name))


def empty(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("gallery", "Word").objects.all().delete()
    apps.get_model("gallery", "Character").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = (("gallery", "0001_initial"),)
    operations = (migrations.RunPython(fill, empty),)
