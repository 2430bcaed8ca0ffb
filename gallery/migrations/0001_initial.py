"""The tables of models.py."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = ()
    operations = (
        migrations.CreateModel(
            name="Todo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("list", models.UUIDField(db_index=True)),
                ("title", models.TextField()),
                ("completed", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Character",
            fields=[
                ("id", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("code", models.PositiveIntegerField(unique=True)),
                ("name", models.CharField(max_length=100)),
                ("block", models.CharField(max_length=30)),
            ],
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=40)),
                ("character", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="gallery.character")),
            ],
            options={
                "constraints": (models.UniqueConstraint(fields=("text", "character"), name="word_of_character"),),
            },
        ),
    )
