#define _GNU_SOURCE
#include "confinement.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int gazette_socket_pair(int ends[2]) {
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0 ? 0 : errno;
}

/* A message of one piece with room for two descriptors. */
struct message {
    struct msghdr head;
    struct iovec piece;
    union {
        struct cmsghdr head;
        char bytes[CMSG_SPACE(2 * sizeof(int))];
    } control;
};

static void prepare(struct message *message, void *bytes, size_t count) {
    memset(message, 0, sizeof *message);
    message->piece = (struct iovec){.iov_base = bytes, .iov_len = count};
    message->head.msg_iov = &message->piece;
    message->head.msg_iovlen = 1;
    message->head.msg_control = message->control.bytes;
    message->head.msg_controllen = sizeof message->control.bytes;
}

ssize_t gazette_send_files(int socket, const void *bytes, size_t count, const int files[2]) {
    struct message message;
    prepare(&message, (void *)bytes, count);
    struct cmsghdr *control = CMSG_FIRSTHDR(&message.head);
    control->cmsg_level = SOL_SOCKET;
    control->cmsg_type = SCM_RIGHTS;
    control->cmsg_len = CMSG_LEN(2 * sizeof(int));
    memcpy(CMSG_DATA(control), files, 2 * sizeof(int));
    ssize_t sent;
    do sent = sendmsg(socket, &message.head, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent;
}

ssize_t gazette_receive_files(int socket, void *bytes, size_t capacity, int files[2]) {
    struct message message;
    prepare(&message, bytes, capacity);
    ssize_t received;
    do received = recvmsg(socket, &message.head, MSG_CMSG_CLOEXEC);
    while (received < 0 && errno == EINTR);
    if (received <= 0) return received;
    struct cmsghdr *control = CMSG_FIRSTHDR(&message.head);
    if (!control || control->cmsg_type != SCM_RIGHTS || control->cmsg_len != CMSG_LEN(2 * sizeof(int))
        || message.head.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) {
        errno = EBADMSG;
        return -1;
    }
    memcpy(files, CMSG_DATA(control), 2 * sizeof(int));
    return received;
}

pid_t gazette_copy_process(int input, int output) {
    pid_t parent = getpid();
    pid_t child = fork();
    if (child != 0) return child;
    /* Who asked for it may be gone before it could say that it goes with them. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) _exit(1);
    if (dup2(input, 0) != 0 || dup2(output, 1) != 1) _exit(1);
    closefrom(3);
    return 0;
}

int gazette_wait_unless_hung_up(pid_t child, int socket, int *status) {
    int process = (int)syscall(SYS_pidfd_open, child, 0);
    /* Without it the child's own end has to be waited for, which its limits bring. */
    if (process >= 0) {
        struct pollfd wanted[2] = {{.fd = process, .events = POLLIN}, {.fd = socket, .events = 0}};
        while (poll(wanted, 2, -1) < 0 && errno == EINTR) {}
        close(process);
        if (wanted[1].revents) return EPIPE;
    }
    while (waitpid(child, status, 0) < 0)
        if (errno != EINTR) return errno;
    return 0;
}
