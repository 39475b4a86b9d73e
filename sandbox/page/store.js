// A mirror of the sandbox's world. Components listen to its changes; nothing else keeps messages.

/** A channel's posts come from the channel itself: here only the bot writes there. */
function known(view, { type }) {
  view.from.bot ||= type !== "private" && view.from.id === view.chat;
  return view;
}

/**
 * Tells its listeners {kind: "reset"}, {kind: "message", chat, view, fresh}, {kind: "delete", chat, id},
 * {kind: "chat", chat}, {kind: "person", person}, {kind: "toast", person, text, alert}, {kind: "typing", chat}.
 */
export class Store {
  #listeners = new Set();
  world = { bot: null, roles: {}, people: new Map(), chats: new Map() };

  /** Adds a listener; answers the function that removes it. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  chatsOf(person) {
    return [...this.world.chats.values()].filter((chat) => chat.members.includes(person));
  }

  privateChatOf(person) {
    return this.chatsOf(person).find((chat) => chat.type === "private");
  }

  /** Takes a whole state. */
  reset(state) {
    const { people, chats } = this.world;
    Object.assign(this.world, { bot: state.bot, roles: state.roles });
    people.clear();
    state.people.forEach((person) => people.set(person.id, person));
    const present = new Set(state.chats.map((chat) => chat.id));
    for (const id of [...chats.keys()]) if (!present.has(id)) chats.delete(id);
    state.chats.forEach((chat) => this.#putChat(chat));
    this.#tell({ kind: "reset" });
  }

  /** Takes one event, as the server words it; a kind that is not known yet is left alone. */
  apply(event) {
    const { people, chats } = this.world;
    const take = {
      message: () => this.#putMessage(event.message, event.reply_keyboard),
      edit: () => this.#putMessage(event.message, event.reply_keyboard),
      delete: () => this.#remove(chats.get(event.chat), event.id),
      chat: () => this.#tell({ kind: "chat", chat: this.#putChat(event.chat) }),
      person: () => this.#putPerson(event.person),
      block: () => this.#putPerson({ ...people.get(event.person), blocked: event.blocked }),
      commands: () => this.#putCommands(chats.get(event.chat), event.person, event.commands),
      toast: () => this.#tell({ kind: "toast", ...event }),
      typing: () => this.#tell({ kind: "typing", chat: chats.get(event.chat) }),
    };
    take[event.type]?.();
  }

  #tell(change) {
    this.#listeners.forEach((listener) => listener(change));
  }

  /** Takes a snapshot of a chat; it holds the last messages only, so older ones known here stay. */
  #putChat(raw) {
    const { chats } = this.world;
    const first = raw.messages[0]?.id ?? 0;
    const older = [...(chats.get(raw.id)?.messages.values() ?? [])].filter((view) => view.id < first);
    const views = [...older, ...raw.messages.map((view) => known(view, raw))];
    const chat = { ...raw, messages: new Map(views.map((view) => [view.id, view])) };
    chats.set(raw.id, chat);
    return chat;
  }

  #putMessage(view, keyboards) {
    const chat = this.world.chats.get(view.chat);
    if (!chat) return;
    const fresh = !chat.messages.has(view.id);
    chat.messages.set(view.id, known(view, chat));
    if (keyboards) chat.reply_keyboard = keyboards;
    this.#tell({ kind: "message", chat, view, fresh });
    if (keyboards) this.#tell({ kind: "chat", chat });
  }

  #remove(chat, id) {
    if (chat?.messages.delete(id)) this.#tell({ kind: "delete", chat, id });
  }

  #putPerson(person) {
    this.world.people.set(person.id, person);
    this.#tell({ kind: "person", person });
  }

  #putCommands(chat, person, commands) {
    if (!chat) return;
    chat.commands[person] = commands;
    this.#tell({ kind: "chat", chat });
  }
}
