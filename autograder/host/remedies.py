"""What to do about a wall that is missing: facts that a machine tells of itself, and the commands that mend it there."""

import os
import platform
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

MACHINES = ("x86_64", "aarch64")

PROFILE = """printf '%s\\n' 'abi <abi/4.0>,' 'include <tunables/global>' 'profile bwrap {bwrap} flags=(unconfined) {{' \
  '  userns,' '  include if exists <local/bwrap>' '}}' | sudo tee /etc/apparmor.d/bwrap
sudo apparmor_parser -r /etc/apparmor.d/bwrap"""
SPACES = {
    "docker": "\ndocker run --cap-add SYS_ADMIN --cap-add NET_ADMIN --security-opt apparmor=unconfined … (as root inside)",
    "kubernetes": """
securityContext:
  runAsUser: 0
  capabilities: {add: [SYS_ADMIN, NET_ADMIN]}
  appArmorProfile: {type: Unconfined}""",
    "container": " CAP_SYS_ADMIN and CAP_NET_ADMIN for its root, and no AppArmor profile that refuses mounts",
}
"""What lets bubblewrap work in a container, by its kind."""
SECCOMP = {
    "docker": "this container's seccomp profile refuses seccomp(2); Docker's own allows it:\n"
    "docker run without --security-opt seccomp=FILE",
    "kubernetes": "this pod's seccomp profile refuses seccomp(2); the runtime's own allows it:\n"
    "securityContext:\n  seccompProfile: {type: RuntimeDefault}",
    "container": "this container's seccomp profile refuses seccomp(2); take the runtime's own",
    "": "Linux 5.3 or later with CONFIG_SECCOMP_FILTER (all distributions have it)",
}
"""What lets a filter be raised, by the kind of container."""
ORDINARY = {
    "docker": "docker run --user 1000",
    "kubernetes": "securityContext:\n  runAsUser: 1000",
}
"""How one is no root there."""
INSTALL = {
    "debian": "apt install bubblewrap",
    "fedora": "dnf install bubblewrap",
    "rhel": "dnf install bubblewrap",
    "arch": "pacman -S bubblewrap",
    "suse": "zypper install bubblewrap",
    "alpine": "apk add bubblewrap",
}
"""How bubblewrap is installed, by a word of ID or ID_LIKE in /etc/os-release."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a machine tells of itself.

    container  "docker", "kubernetes", "container" (another one) or "" for none
    like       the words of ID and ID_LIKE in /etc/os-release
    bwrap      where bubblewrap is, "" where it is not
    settings   of the kernel, by name: those of SETTINGS that are there
    modules    the kernel's security modules, "" where it does not say
    """

    machine: str = "x86_64"
    root: bool = False
    container: str = ""
    like: frozenset[str] = frozenset()
    bwrap: str = ""
    settings: Mapping[str, int] | None = None
    modules: str = ""

    def has(self, setting: str, value: int) -> bool:
        """Whether a setting of the kernel has this value."""
        return (self.settings or {}).get(setting) == value


SETTINGS = {
    "kernel.apparmor_restrict_unprivileged_userns": "proc/sys/kernel/apparmor_restrict_unprivileged_userns",
    "kernel.unprivileged_userns_clone": "proc/sys/kernel/unprivileged_userns_clone",
    "user.max_user_namespaces": "proc/sys/user/max_user_namespaces",
}


def facts(root: Path = Path("/"), environment: Mapping[str, str] = os.environ) -> Facts:
    """The facts of the machine whose files are below `root`, as far as they can be read."""
    said = dict(line.partition("=")[::2] for line in _read(root / "etc/os-release").splitlines())
    words = f"{said.get('ID', '')} {said.get('ID_LIKE', '')}".replace('"', "").split()
    numbers = {name: _read(root / path).strip() for name, path in SETTINGS.items()}
    return Facts(
        platform.machine(),
        os.geteuid() == 0,
        _container(root, environment),
        frozenset("suse" if word.startswith(("suse", "opensuse")) else word for word in words),
        shutil.which("bwrap") or "",
        {name: int(number) for name, number in numbers.items() if number.isdigit()},
        _read(root / "sys/kernel/security/lsm").strip(),
    )


def _container(root: Path, environment: Mapping[str, str]) -> str:
    if "KUBERNETES_SERVICE_HOST" in environment or (root / "var/run/secrets/kubernetes.io").exists():
        return "kubernetes"
    if (root / ".dockerenv").exists():
        return "docker"
    return "container" if environment.get("container") or (root / "run/.containerenv").exists() else ""


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""


WITH_SECCOMP = "it comes with seccomp"


def remedies(about: Facts, layers: Collection[str]) -> dict[str, str]:
    """What mends each wall that is not among `layers`, in this environment, the most needed first: a sentence, perhaps with
    commands on lines of their own."""
    # without seccomp no child is locked by anything
    landlock = _landlock(about) if "seccomp" in layers else WITH_SECCOMP
    walls = {
        "seccomp": _seccomp(about),
        "rlimits": WITH_SECCOMP,
        "landlock": landlock,
        "bubblewrap": _bubblewrap(about),
    }
    found = {wall: mends for wall, mends in walls.items() if wall not in layers}
    if about.root and not {"uid", "landlock"} & set(layers):
        found["uid"] = _identity(about)
    return found


def _seccomp(about: Facts) -> str:
    if about.machine not in MACHINES:
        return f"needed: there is no filter for {about.machine}; grade on {' or '.join(MACHINES)}"
    return f"needed: {SECCOMP[about.container]}"


def _identity(about: Facts) -> str:
    """Root that cannot become anybody else, and has no second wall."""
    why = "needed without Landlock: this is root, and cannot become anybody else. Start as an ordinary user:"
    return f"{why}\n{ORDINARY.get(about.container, 'sudo -u USER autograder …')}"


def _landlock(about: Facts) -> str:
    if about.container:
        mended = "its kernel needs Landlock (Linux 5.13, lsm=landlock,…), its container runtime must allow the three calls of it"
        return f"a second wall, and the machine's that runs this container: {mended}"
    if about.modules and "landlock" not in about.modules.split(","):
        return (
            "a second wall: the kernel was started without it. Put it first in the list and restart:\n"
            f"sudo sed -i 's/^GRUB_CMDLINE_LINUX=\"/&lsm=landlock,{about.modules} /' /etc/default/grub\n"
            "sudo update-grub && sudo reboot"
        )
    return "a second wall: Linux 5.13 or later with CONFIG_SECURITY_LANDLOCK"


def _bubblewrap(about: Facts) -> str:
    if about.container:
        image = "" if about.bwrap else ", and bubblewrap in its image"
        rights = f"It takes a container with rights over the machine{image}:{SPACES[about.container]}"
        return f"a third wall: without it the level is 'strong', with it 'full'. {rights}"
    if not about.bwrap:
        commands = (f"it\nsudo {command}" for word, command in INSTALL.items() if word in about.like)
        return f"a third wall: install {next(commands, 'bubblewrap')}"
    if about.root:
        return f"a third wall: {about.bwrap} does not work here; try: {about.bwrap} --unshare-pid --unshare-net --ro-bind / / --proc /proc true"
    for setting, value, better in (
        ("kernel.unprivileged_userns_clone", 0, 1),
        ("user.max_user_namespaces", 0, 15000),
    ):
        if about.has(setting, value):
            return f"a third wall: user namespaces are switched off\nsudo sysctl -w {setting}={better}\n{_kept(setting, better)}"
    if about.has("kernel.apparmor_restrict_unprivileged_userns", 1):
        setting = "kernel.apparmor_restrict_unprivileged_userns"
        return (
            "a third wall: AppArmor keeps user namespaces from programs that have no profile. Give bubblewrap one:\n"
            f"{PROFILE.format(bwrap=about.bwrap)}\n"
            f"or let all programs have them:\nsudo sysctl -w {setting}=0\n{_kept(setting, 0)}"
        )
    return f"a third wall: {about.bwrap} gets no user namespace here; try: {about.bwrap} --unshare-user --ro-bind / / true"


def _kept(setting: str, value: int) -> str:
    """The command by which a setting outlives a restart."""
    return f"echo '{setting} = {value}' | sudo tee /etc/sysctl.d/60-autograder.conf"
