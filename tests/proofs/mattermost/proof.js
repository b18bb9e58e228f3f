// Mattermost's official client against our double, with the bot at work on the other side.
// Arguments: the double's URL and the id of a room that the bot is in. Lines "do:…" ask the test for a deed.
import assert from 'node:assert/strict';
import {once, EventEmitter} from 'node:events';

import client from '@mattermost/client';
import {WebSocket} from 'ws';

const {Client4, WebSocketClient, ClientError} = client;
const [url, room] = process.argv.slice(2);
globalThis.WebSocket = WebSocket;
globalThis.CloseEvent ??= class extends Event {
    constructor(type, init) {
        super(type);
        Object.assign(this, init);
    }
};
console.log = console.error; // the client's chatter; our own lines go to stdout

const say = (line) => process.stdout.write(`${line}\n`);
const api = new Client4();
api.setUrl(url);

class Ear extends EventEmitter {
    heard = [];

    hear(event) {
        this.heard.push(event);
        this.emit('event', event);
    }

    async wait(what) {
        for (;;) {
            const found = this.heard.find(what);
            if (found) {
                return found;
            }
            await once(this, 'event', {signal: AbortSignal.timeout(10000)});
        }
    }
}

const post = (event) => JSON.parse(event.data.post);
const posted = (text) => (event) => event.event === 'posted' && post(event).message === text;

// REST
const me = await api.login('ana', 'any');
assert.equal(me.username, 'ana');
assert.equal((await api.getMe()).id, me.id);
const [team] = await api.getMyTeams();
assert.equal(team.name, 'workshop');
assert.ok((await api.getMyChannels(team.id)).some((channel) => channel.id === room));
const bot = await api.getUserByUsername('remindbot');
assert.equal(bot.is_bot, true);
await assert.rejects(api.getUserByUsername('nobody'), (error) => error instanceof ClientError && error.status_code === 404);
const direct = await api.createDirectChannel([me.id, bot.id]);
assert.equal(direct.type, 'D');
assert.equal((await api.getChannelMember(room, me.id)).user_id, me.id);
assert.equal((await api.getClientConfig()).MaxPostSize, '16383');

// WebSocket: hello, posted, post_edited, in an unbroken sequence
const ear = new Ear();
let missed = 0;
let reconnected = 0;
const socket = new WebSocketClient({
    newWebSocketFn: (address) => new WebSocket(address, {headers: {Authorization: `Bearer ${api.getToken()}`}}),
    minWebSocketRetryTime: 20, reconnectJitterRange: 10, clientPingInterval: 30000,
});
socket.addMessageListener((event) => ear.hear(event));
socket.addMissedMessageListener(() => {
    missed += 1;
});
socket.addReconnectListener(() => {
    reconnected += 1;
});
socket.initialize(`${url.replace('http', 'ws')}/api/v4/websocket`, api.getToken());
assert.ok((await ear.wait((event) => event.event === 'hello')).data.connection_id);

const pending = `${me.id}:1`;
const first = await api.createPost({channel_id: direct.id, message: 'hello', pending_post_id: pending});
assert.equal((await api.createPost({channel_id: direct.id, message: 'hello', pending_post_id: pending})).id, first.id);
const heard = await ear.wait(posted('hello'));
assert.equal(post(heard).id, first.id);
assert.equal(heard.data.channel_type, 'D');
assert.equal(heard.data.sender_name, '@ana');
assert.equal(heard.broadcast.channel_id, direct.id);
await api.patchPost({id: first.id, message: 'hello there'});
await ear.wait((event) => event.event === 'post_edited' && post(event).message === 'hello there');
const listed = await api.getPosts(direct.id, 0, 10);
assert.ok(listed.order.includes(first.id));
assert.ok(listed.posts[first.id].edit_at > 0);
await assert.rejects(api.createPostEphemeral(me.id, {channel_id: room, message: 'x'}), (error) => error.status_code === 403);

// The bot's card, a press, the card edited in place
await api.createPost({channel_id: direct.id, message: 'card please'});
const card = post(await ear.wait((event) => event.event === 'posted' && post(event).props.attachments));
const [yes, change] = card.props.attachments[0].actions;
assert.equal(yes.integration, undefined);
assert.equal(card.props.from_bot, 'true');
const {trigger_id: trigger} = await api.doPostAction(card.id, yes.id);
assert.ok(trigger);
await ear.wait((event) => event.event === 'post_edited' && post(event).id === card.id && post(event).message === 'Set.');
await assert.rejects(api.doPostAction(card.id, yes.id), (error) => error.status_code === 404);

// The dialog
await api.createPost({channel_id: direct.id, message: 'card please'});
const again = post(await ear.wait(
    (event) => event.event === 'posted' && post(event).props.attachments && post(event).id !== card.id));
await api.doPostAction(again.id, change.id);
const dialog = JSON.parse((await ear.wait((event) => event.event === 'open_dialog')).data.dialog);
assert.equal(dialog.dialog.elements[0].name, 'change');
await api.submitInteractiveDialog({
    url: dialog.url, callback_id: dialog.dialog.callback_id, state: dialog.dialog.state, user_id: me.id,
    channel_id: direct.id, team_id: '', submission: {change: 'tomorrow at 9'}, cancelled: false,
});
await ear.wait(posted('heard: tomorrow at 9'));

// The slash command, answered for one person's eyes only
await api.executeCommand('/remind list', {channel_id: room, team_id: team.id});
const whisper = await ear.wait((event) => event.event === 'ephemeral_message' && post(event).message === 'heard: list');
assert.equal(post(whisper).type, 'system_ephemeral');

// A socket that breaks is taken up where it broke; after a restart of the server the client knows that it missed something
say('do:drop');
await once(process.stdin.setEncoding('utf8'), 'data');
await ear.wait(posted('while it was broken'));
assert.equal(missed, 0);
assert.equal(reconnected, 1);
say('do:forget');
await once(process.stdin, 'data');
await ear.wait((event) => event.event === 'hello' && event !== ear.heard[0]);
assert.equal(missed, 1);
assert.deepEqual(ear.heard.filter((event) => event.event === 'hello').map((event) => event.seq), [0, 0]);

socket.close();
say('proved');
process.exit(0);
