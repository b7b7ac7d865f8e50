# Keeps the folder of one server: runs commands in it, one per line of the input, and answers each with its exit code; what it printed is in "output". The input
# ends when whoever started this closes it, or is killed: then the server is ended and the folder removed. A command that runs meanwhile is finished first.
trap '' PIPE # an answer that nobody waits for any more
umask 077
folder=$(mktemp -d "$1/eventstore-XXXXXX") && cd "$folder" && folder=$(pwd -P) || exit
mkdir data
echo "$folder"

# The processes of the server: those that work in its data folder.
living() {
    find /proc/[0-9]*/cwd -maxdepth 0 -lname "$folder/data*" 2>/dev/null | cut -d / -f 3
}

# As when the power fails: nothing of the server gets to run, and its shared memory is gone. So is the file with its number: it would keep the server from starting
# where nobody collects processes that have ended. They are stopped before any is killed: a commit that waits for a standby becomes visible to others when
# the server's first process is dead.
crash() {
    local left stopped=""
    while left=$(living) && [ "$left" != "$stopped" ]; do
        kill -STOP $left 2>/dev/null
        stopped=$left
    done
    while left=$(living) && [ -n "$left" ]; do
        kill -KILL $left 2>/dev/null
    done
    if [ -f data/postmaster.pid ]; then
        ipcrm -m "$(awk 'NR == 7 { print $2 }' data/postmaster.pid)" 2>/dev/null
        rm data/postmaster.pid
    fi
}

# The immediate shutdown of PostgreSQL; it takes five seconds at most.
end() {
    local postmaster left=200
    postmaster=$(head -n 1 data/postmaster.pid 2>/dev/null)
    if living | grep -qx "$postmaster"; then
        kill -QUIT "$postmaster"
        while [ $left -gt 0 ] && [ -n "$(living)" ]; do
            sleep 0.05
            left=$((left - 1))
        done
    fi
    crash
}

while IFS= read -r line; do
    (eval "$line") >output 2>&1 </dev/null
    echo $?
done
end
cd /
rm -rf "$folder"
