"""TodoMVC, after the project's specification, its routing apart. The todos of a visitor are rows of a table."""

from enum import StrEnum
from uuid import UUID, uuid4

from gallery.models import Todo
from pycomponents import Component, Event, KeyEvent, Node, computed, event, state
from pycomponents.html import button, div, footer, form, h2, header, input, label, li, p, section, span, strong, ul


class Show(StrEnum):
    """Which todos are in the list."""

    ALL = "All"
    ACTIVE = "Active"
    COMPLETED = "Completed"

    def admits(self, todo: Todo) -> bool:
        return self is Show.ALL or todo.completed == (self is Show.COMPLETED)


class TodoItem(Component):
    """One todo. Whether it is being edited is its own; what happens to the todo, its parent decides."""

    todo: Todo
    on_toggle: Event[[bool]]
    on_rename: Event[[str]]
    on_remove: Event[[]]

    editing: bool = state(False)
    # How often an edit was ended by a key: then the focus returns to the box, which is made anew for that.
    ended: int = state(0)

    @event
    def pressed(self, detail: int) -> None:
        if detail == 2:  # the second click of a double click
            self.editing = True

    @event
    def edit(self) -> None:
        self.editing = True

    @event
    def typed(self, event: KeyEvent) -> None:
        if event.key == "Enter":
            self.on_rename(event.value)
        self.editing = False
        self.ended += 1

    @event
    def left(self, value: str) -> None:
        self.on_rename(value)
        self.editing = False

    def render(self) -> Node:
        todo = self.todo
        return li(class_={"completed": todo.completed, "editing": self.editing})[
            div(".view", key=self.ended)[
                input(
                    ".toggle",
                    type="checkbox",
                    checked=todo.completed,
                    aria_label=todo.title,
                    autofocus=self.ended > 0,
                    on_change=self.on_toggle,
                    on_keydown=self.edit.on_key("Enter"),
                ),
                label(on_click=self.pressed)[todo.title],
                button(".destroy", on_click=self.on_remove, aria_label=f"Delete {todo.title}")["×"],
            ],
            self.editing
            and input(
                ".edit",
                value=todo.title,
                autofocus=True,
                aria_label="What is to be done",
                on_blur=self.left,
                on_keydown=self.typed.on_key("Enter", "Escape"),
            ),
        ]


class TodoApp(Component):
    """A visitor's list."""

    owner: UUID = state()
    show: Show = state(Show.ALL)
    # How often the completed were cleared: the button goes then, and the focus to what is left.
    cleared: int = state(0)

    @computed
    def todos(self) -> list[Todo]:
        return list(Todo.objects.filter(list=self.owner).order_by("pk"))

    @event
    def add(self, title: str) -> None:
        if title := title.strip():
            Todo.objects.create(list=self.owner, title=title)

    @event
    def toggle(self, pk: int, checked: bool) -> None:
        Todo.objects.filter(list=self.owner, pk=pk).update(completed=checked)

    @event
    def toggle_all(self, checked: bool) -> None:
        Todo.objects.filter(list=self.owner).update(completed=checked)

    @event
    def rename(self, pk: int, title: str) -> None:
        todo = Todo.objects.filter(list=self.owner, pk=pk)
        if title := title.strip():
            todo.update(title=title)
        else:
            todo.delete()

    @event
    def remove(self, pk: int) -> None:
        Todo.objects.filter(list=self.owner, pk=pk).delete()

    @event
    def clear_completed(self) -> None:
        Todo.objects.filter(list=self.owner, completed=True).delete()
        self.cleared += 1

    @event
    def choose(self, show: Show) -> None:
        self.show = show

    def mount(self) -> None:
        session = self.request.session
        assert session is not None
        self.owner = UUID(session.setdefault("todos", str(uuid4())))

    def render(self) -> Node:
        return section(".todoapp")[
            header(".header")[
                h2["todos"],
                form(on_submit=self.add, reset=True)[
                    input(
                        ".new-todo",
                        name="title",
                        placeholder="What needs to be done?",
                        aria_label="What needs to be done?",
                        autocomplete="off",
                        autofocus=True,
                    )
                ],
            ],
            self._main() if self.todos else None,
            self._footer() if self.todos else None,
            p(".info")["Double-click to edit a todo, or press Enter on its box."],
        ]

    def _main(self) -> Node:
        return section(".main")[
            input(
                "#toggle-all.toggle-all",
                type="checkbox",
                checked=all(todo.completed for todo in self.todos),
                on_change=self.toggle_all,
            ),
            label(for_="toggle-all")["Mark all as complete"],
            ul(".todo-list")[
                (
                    TodoItem(
                        todo=todo,
                        on_toggle=self.toggle.bind(todo.pk),
                        on_rename=self.rename.bind(todo.pk),
                        on_remove=self.remove.bind(todo.pk),
                        key=todo.pk,
                    )
                    for todo in self.todos
                    if self.show.admits(todo)
                )
            ],
        ]

    def _footer(self) -> Node:
        left = sum(not todo.completed for todo in self.todos)
        return footer(".footer")[
            span(".todo-count", key=self.cleared, tabindex=-1, autofocus=self.cleared > 0)[
                strong[left], " item left" if left == 1 else " items left"
            ],
            ul(".filters", role="group", aria_label="Show")[
                (
                    li(key=show)[
                        button(
                            class_={"selected": show is self.show},
                            aria_pressed=show is self.show,
                            on_click=self.choose.bind(show),
                        )[show]
                    ]
                    for show in Show
                )
            ],
            button(".clear-completed", on_click=self.clear_completed)["Clear completed"]
            if left < len(self.todos)
            else None,
        ]
