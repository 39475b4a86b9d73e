// A mirror of the sandbox's world. Components listen to its changes; nothing else keeps messages.

/**
 * Changes told to listeners: {kind: "reset"}, {kind: "message", chat, view, fresh}, {kind: "delete", chat, id},
 * {kind: "chat", chat}, {kind: "person", person}, {kind: "toast", …}, {kind: "typing", chat}.
 */
export function createStore() {
  const people = new Map();
  const chats = new Map();
  const listeners = new Set();
  const world = { bot: null, roles: {}, people, chats };

  const tell = (change) => listeners.forEach((listener) => listener(change));

  /** A channel's posts come from the channel itself: here only the bot writes there. */
  function known(view, { type }) {
    view.from.bot ||= type !== "private" && view.from.id === view.chat;
    return view;
  }

  /** Takes a snapshot of a chat; it holds the last messages only, so older ones known here stay. */
  function putChat(raw) {
    const first = raw.messages[0]?.id ?? 0;
    const older = [...(chats.get(raw.id)?.messages.values() ?? [])].filter((view) => view.id < first);
    const messages = new Map([...older, ...raw.messages.map((view) => known(view, raw))].map((view) => [view.id, view]));
    const chat = { ...raw, messages, commands: raw.commands ?? {}, reply_keyboard: raw.reply_keyboard ?? {} };
    chats.set(raw.id, chat);
    return chat;
  }

  function reset(state) {
    world.bot = state.bot;
    world.roles = state.roles ?? {};
    people.clear();
    const present = new Set(state.chats.map((chat) => chat.id));
    for (const id of [...chats.keys()]) if (!present.has(id)) chats.delete(id);
    state.people.forEach((person) => people.set(person.id, person));
    state.chats.forEach(putChat);
    tell({ kind: "reset" });
  }

  function putMessage(view, keyboards) {
    const chat = chats.get(view.chat);
    if (!chat) return;
    const fresh = !chat.messages.has(view.id);
    chat.messages.set(view.id, known(view, chat));
    if (keyboards !== undefined) chat.reply_keyboard = keyboards ?? {};
    tell({ kind: "message", chat, view, fresh });
    if (keyboards !== undefined) tell({ kind: "chat", chat });
  }

  const APPLY = {
    message: (event) => putMessage(event.message, event.reply_keyboard),
    edit: (event) => putMessage(event.message, event.reply_keyboard),
    delete: ({ chat: id, id: message }) => {
      const chat = chats.get(id);
      if (chat?.messages.delete(message)) tell({ kind: "delete", chat, id: message });
    },
    chat: (event) => tell({ kind: "chat", chat: putChat(event.chat) }),
    person: ({ person }) => {
      people.set(person.id, person);
      tell({ kind: "person", person });
    },
    block: ({ person: id, blocked }) => {
      const person = { ...people.get(id), blocked };
      people.set(id, person);
      tell({ kind: "person", person });
    },
    commands: ({ chat: id, person, commands }) => {
      const chat = chats.get(id);
      if (!chat) return;
      chat.commands = { ...chat.commands, [person]: commands };
      tell({ kind: "chat", chat });
    },
    toast: (event) => tell({ kind: "toast", ...event }),
    typing: (event) => tell({ kind: "typing", chat: chats.get(event.chat) }),
  };

  return {
    world,
    reset,
    apply: (event) => APPLY[event.type]?.(event),
    /** Adds a listener; answers the function that removes it. */
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    chatsOf: (person) => [...chats.values()].filter((chat) => chat.members.includes(person)),
    privateChatOf: (person) =>
      [...chats.values()].find((chat) => chat.type === "private" && chat.members.includes(person)),
  };
}
