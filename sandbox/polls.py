"""Polls: who voted for what, and what the bot that asked is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.chat import Chat
from sandbox.people import NotPossible
from sandbox.wire import Json
from sandbox.world import World


@dataclass(slots=True)
class Poll:
    """One poll where it was posted, with everyone's votes."""

    chat: Chat
    message_id: int
    bot_id: int
    votes: dict[int, list[int]] = field(default_factory=dict)


class Polls:
    """Every open poll, by its id."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._polls: dict[str, Poll] = {}

    def posted(self, chat: Chat, message: Json, bot_id: int) -> None:
        """Opens the poll that a bot's message holds."""
        self._polls[message["poll"]["id"]] = Poll(chat, message["message_id"], bot_id)

    def vote(self, person: Json, message: Json, labels: tuple[str, ...]) -> None:
        """Gives a person's votes, or takes them back when there are no labels."""
        said = message.get("poll", {"is_closed": True, "options": []})
        poll = self._polls.get(said.get("id", ""))
        if poll is None or said["is_closed"]:
            raise NotPossible("there is no open poll here")
        chosen = [index for index, option in enumerate(said["options"]) if option["text"] in labels]
        if len(chosen) != len(labels) or (len(chosen) > 1 and not said["allows_multiple_answers"]):
            raise NotPossible(f"these answers cannot be chosen: {', '.join(labels)}")
        poll.votes[person["id"]] = chosen
        if not chosen:
            del poll.votes[person["id"]]
        self._publish(poll, person, chosen)

    def stop(self, message: Json) -> Json:
        """Closes a poll; returns its final state."""
        poll = self._polls.pop(message["poll"]["id"])
        return self._changed(poll, is_closed=True)

    def _publish(self, poll: Poll, person: Json, chosen: list[int]) -> None:
        said = self._changed(poll)
        queue = self._world.bots[poll.bot_id].queue
        if not said["is_anonymous"]:
            persistent = [said["options"][index]["persistent_id"] for index in chosen]
            queue.put(
                "poll_answer",
                {"poll_id": said["id"], "user": person, "option_ids": chosen, "option_persistent_ids": persistent},
            )
        queue.put("poll", said)

    def _changed(self, poll: Poll, **changes: bool) -> Json:
        message = poll.chat.messages[poll.message_id]
        options = [
            {**option, "voter_count": sum(index in chosen for chosen in poll.votes.values())}
            for index, option in enumerate(message["poll"]["options"])
        ]
        said = {**message["poll"], "options": options, "total_voter_count": len(poll.votes), **changes}
        self._world.change(poll.chat, message, {"poll": said}, telling=False)
        return said
