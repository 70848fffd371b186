"""An RTSP camera for tests: serves a moving test picture as H.264 at /live.

usage: rtsp_server.py PORT LOSS [USER PASSWORD]

LOSS is the share of RTP packets that get lost on the way.

Prints READY when it listens. Takes commands on its standard input, one a line:
"silence" stops the pictures but keeps the connections, "resume" goes on. It ends
when its standard input does, so that it never outlives the test.
"""

import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

PIPELINE = (
    "( videotestsrc is-live=true pattern=ball"
    " ! video/x-raw,width=320,height=240,framerate=15/1"
    " ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=15 bitrate=600"
    " ! valve name=valve"
    " ! h264parse config-interval=-1"
    " ! rtph264pay pt=96 mtu=400"
    " ! identity name=pay0 drop-probability=%s )"
)


class Camera:
    def __init__(self, port, loss, credentials):
        self.valves = []
        self.silent = False
        self.loop = GLib.MainLoop()
        server = GstRtspServer.RTSPServer()
        server.set_address("127.0.0.1")
        server.set_service(str(port))
        factory = GstRtspServer.RTSPMediaFactory()
        factory.set_launch(PIPELINE % loss)
        factory.set_shared(True)
        factory.connect("media-configure", self.configure)
        if credentials:
            self.protect(server, factory, *credentials)
        server.get_mount_points().add_factory("/live", factory)
        if server.attach(None) == 0:
            sys.exit("port %d cannot be used" % port)

    def protect(self, server, factory, user, password):
        auth = GstRtspServer.RTSPAuth()
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        token = GstRtspServer.RTSPToken()
        token.set_string("media.factory.role", "viewer")
        auth.add_digest(user, password, token)
        server.set_auth(auth)
        permissions = GstRtspServer.RTSPPermissions()
        permissions.add_role("viewer")
        permissions.add_permission_for_role("viewer", "media.factory.access", True)
        permissions.add_permission_for_role("viewer", "media.factory.construct", True)
        factory.set_permissions(permissions)

    def configure(self, _factory, media):
        valve = media.get_element().get_child_by_name("valve")
        valve.set_property("drop", self.silent)
        self.valves.append(valve)

    def set_silent(self, silent):
        self.silent = silent
        for valve in self.valves:
            valve.set_property("drop", silent)

    def on_command(self, source, _condition):
        command = source.readline()
        if not command:
            self.loop.quit()
            return False
        self.set_silent(command.strip() == "silence")
        print("OK", flush=True)
        return True

    def run(self):
        conditions = GLib.IOCondition.IN | GLib.IOCondition.HUP
        GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, conditions, self.on_command)
        print("READY", flush=True)
        self.loop.run()


def main():
    Gst.init(None)
    missing = [
        name
        for name in ("videotestsrc", "x264enc", "valve", "h264parse", "rtph264pay", "identity")
        if Gst.ElementFactory.find(name) is None
    ]
    if missing:
        print("MISSING " + " ".join(missing), flush=True)
        return
    Camera(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:5]).run()


if __name__ == "__main__":
    main()
